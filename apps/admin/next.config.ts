import type { NextConfig } from 'next';

const config: NextConfig = {
  // Compression would hold back server-sent events that pass through.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  turbopack: { root: `${import.meta.dirname}/../..` },
};

export default config;
