/** The two widths that every page is looked at in. */
export const sizes = {
  desktop: { viewport: { width: 1360, height: 850 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

/** In groups of so many: a test of each, which signs in once. Small enough for a busy machine to be through within a test's time. */
export function groupsOf<T>(all: readonly T[], most: number): T[][] {
  const groups = Array.from({ length: Math.ceil(all.length / most) }, () => [] as T[]);
  all.forEach((one, at) => {
    groups[at % groups.length]?.push(one);
  });
  return groups;
}
