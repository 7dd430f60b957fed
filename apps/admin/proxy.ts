import { NextResponse, type NextRequest } from 'next/server';
import { apiUrl } from '@/lib/config';

/** Passes API paths on, so that the browser sees one origin: the session cookie stays same-site and events stream through. */
export function proxy(request: NextRequest): NextResponse {
  return NextResponse.rewrite(new URL(`${request.nextUrl.pathname}${request.nextUrl.search}`, apiUrl()));
}

export const config = {
  matcher: ['/graphql', '/graphql/:path*', '/events', '/auth/:path*', '/queues/:path*', '/export/:path*'],
};
