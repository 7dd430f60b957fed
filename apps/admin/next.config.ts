import type { NextConfig } from 'next';

const config: NextConfig = {
  // Compression would hold back server-sent events that pass through.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Pages of the API and some tools ask for it whatever a page says.
  rewrites: () => Promise.resolve([{ source: '/favicon.ico', destination: '/icon.svg' }]),
  turbopack: { root: `${import.meta.dirname}/../..` },
};

export default config;
