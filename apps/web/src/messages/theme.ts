/** Of the choice of the theme. */
export const text = {
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
};
