import localFont from 'next/font/local';

/**
 * Latin comes ahead of the page: half of what the whole of a family weighs. Names in other scripts fetch theirs as they are met
 * (globals.css imports the families by ranges; they stand behind these).
 */
export const sans = localFont({
  src: '../../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
});

export const mono = localFont({
  src: '../../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  adjustFontFallback: false,
});
