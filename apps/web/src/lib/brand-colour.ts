/** What a brand's colour becomes in one theme: text and marks in it, and the ground of what is chosen. */
type Shades = { accent: string; selected: string };

/** The tokens of a theme (app/globals.css) that stand beside the accent, and where a shade goes that must stand out more. */
const themes = {
  light: {
    canvas: '#ffffff',
    grounds: ['#ffffff', '#f8f8f9', '#f1f2f4'],
    muted: '#5b5e66',
    pole: '#000000',
  },
  dark: {
    canvas: '#0f1012',
    grounds: ['#0f1012', '#0a0b0c', '#17181b', '#1c1d21'],
    muted: '#a3a6ad',
    pole: '#ffffff',
  },
} as const;
export type BrandTheme = keyof typeof themes;

const TEXT_CONTRAST_MIN = 4.5;
const STEPS = 50;
/** How much of the colour the ground of what is chosen has; the first by which grey text on it can be read. */
const tints = [0.12, 0.09, 0.06, 0.03, 0];

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** WCAG 2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channels(hex).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** @param share of the second, 0 to 1 */
function mix(one: string, other: string, share: number): string {
  const second = channels(other);
  const mixed = channels(one).map((value, at) => Math.round(value + ((second[at] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The nearest shades of a colour that can be read in a theme: towards black by day, towards white by night. */
export function shadesOf(colour: string, theme: BrandTheme): Shades {
  const { canvas, grounds, muted, pole } = themes[theme];
  const selected =
    tints
      .map((share) => mix(canvas, colour, share))
      .find((ground) => contrastOf(muted, ground) >= TEXT_CONTRAST_MIN) ?? canvas;
  const stands = (accent: string) =>
    [...grounds, selected].every((ground) => contrastOf(accent, ground) >= TEXT_CONTRAST_MIN);
  for (let step = 0; step < STEPS; step++) {
    const accent = mix(colour, pole, step / STEPS);
    if (stands(accent)) return { accent, selected };
  }
  return { accent: pole, selected };
}

/** The style sheet that puts a brand's colour in the place of ours. */
export function brandSheet(colour: string): string {
  const rule = (selector: string, theme: BrandTheme) => {
    const { accent, selected } = shadesOf(colour, theme);
    return `${selector}{--accent:${accent};--selected:${selected}}`;
  };
  return rule(':root', 'light') + rule('.dark', 'dark');
}
