'use client';

import { shadesOf } from '@/lib/brand-colour.ts';
import { text } from '@/messages/settings.ts';

const grounds = { light: '#ffffff', dark: '#0f1012' } as const;

/** A colour as it will be read in both themes. Drawn, as the page's policy lets no style attribute pass. */
export function ColourPreview({ colour }: { colour: string }) {
  const given = colour.trim().toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(given)) return null;
  return (
    <svg
      role="img"
      aria-label={text.preview}
      viewBox="0 0 240 36"
      preserveAspectRatio="xMidYMid slice"
      className="h-9 w-60 rounded-md border"
    >
      {(['light', 'dark'] as const).map((theme, at) => {
        const { accent, selected } = shadesOf(given, theme);
        return (
          <g key={theme}>
            <rect x={at * 120} width="120" height="36" fill={grounds[theme]} />
            <rect x={at * 120 + 10} y="7" width="100" height="22" rx="4" fill={selected} />
            <text x={at * 120 + 18} y="22" fontSize="12" fill={accent}>
              {text.previewText}
            </text>
            <circle cx={at * 120 + 98} cy="18" r="4" fill={accent} />
          </g>
        );
      })}
    </svg>
  );
}
