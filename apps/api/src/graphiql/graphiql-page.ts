import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { fileURLToPath } from 'node:url';
import { accessRefusal } from '../auth/access.guard.js';
import { callerOf } from '../auth/caller.js';

/** Built by `apps/api/graphiql/build.mjs`: all that the page needs, from this server alone. */
const BUNDLE = fileURLToPath(new URL('../../graphiql/', import.meta.url));

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphiQL · Scout</title>
<link rel="stylesheet" href="/graphql/assets/graphiql.css">
<style>html, body, #graphiql { height: 100%; margin: 0 }</style>
</head>
<body><div id="graphiql">Loading…</div><script type="module" src="/graphql/assets/graphiql.js"></script></body>
</html>`;

/** GraphiQL for operators who open /graphql in a browser. Operations themselves are only taken by POST. */
export function graphiqlPage(): RequestHandler[] {
  const assets = express.Router();
  assets.use('/assets', express.static(BUNDLE, { index: false, maxAge: '1h' }));
  return [assets, page];
}

function page(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'POST') {
    next();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    answer(response.setHeader('allow', 'GET, POST'), 405, 'BAD_REQUEST', 'Send operations with POST.');
    return;
  }
  if (request.accepts(['json', 'html']) !== 'html') {
    answer(response, 405, 'BAD_REQUEST', 'Send operations with POST; in a browser this address shows GraphiQL.');
    return;
  }
  const refusal = accessRefusal('operator', callerOf(request));
  if (refusal === null) response.type('html').send(PAGE);
  else answer(response, refusal.status, refusal.code, refusal.message);
}

function answer(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
