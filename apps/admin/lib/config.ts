/** The dashboard's only setting: where the API is. Read at run time, on the server only. */
export function apiUrl(): URL {
  return new URL(process.env.API_URL ?? 'http://127.0.0.1:4000');
}
