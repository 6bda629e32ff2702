import type { NextConfig } from 'next';

/** What every answer carries. The content security policy has a nonce and is made per request, in src/proxy.ts. */
const securityHeaders = [
  // Ignored where the console is reached without TLS.
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
];

const config: NextConfig = {
  // The workspace's packages are TypeScript source.
  transpilePackages: ['@strowger/contracts', '@strowger/db', '@strowger/domain'],
  // Native modules, and what finds its own files at run time.
  serverExternalPackages: [
    '@node-rs/argon2',
    'pg',
    'pg-boss',
    'pino',
    '@prisma/client',
    '@prisma/adapter-pg',
  ],
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // The machine that serves it has no image optimiser to install, and the console has no photographs.
  images: { unoptimized: true },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default config;
