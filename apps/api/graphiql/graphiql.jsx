import './workers.js';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';

/** Sends operations with the session's cookie. */
async function fetcher(parameters, options) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-scout-csrf': '1', ...options?.headers },
    body: JSON.stringify(parameters),
  });
  return response.json();
}

createRoot(document.getElementById('graphiql')).render(<GraphiQL fetcher={fetcher} />);
