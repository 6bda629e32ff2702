/** How many times which key is to be pressed to come to a control; 0 where it has the focus. */
export type Way = { steps: number; forwards: string; backwards: string };

/** Runs in the page. @returns the way from where the focus is */
export function findWay(target: Element): Way {
  const focusable = 'a[href], button, input, select, textarea, summary, iframe, [tabindex]';
  const group = '[role=tree], [role=menu], [role=radiogroup], [role=tablist], [role=toolbar]';
  const control =
    (target instanceof HTMLLabelElement ? target.control : null) ??
    target.closest<HTMLElement>(focusable) ??
    target.querySelector<HTMLElement>(focusable);
  if (!control) throw new Error(`Nothing that can have the focus: ${target.outerHTML.slice(0, 200)}`);
  const active = document.activeElement;
  const byTab = { forwards: 'Tab', backwards: 'Shift+Tab' };
  const byArrow = { forwards: 'ArrowDown', backwards: 'ArrowUp' };
  if (active === control) return { steps: 0, ...byTab };

  const isUsable = (element: HTMLElement) => !element.matches(':disabled') && element.checkVisibility();
  const isRadio = (element: Element | null): element is HTMLInputElement =>
    element instanceof HTMLInputElement && element.type === 'radio';
  const radiosOf = (radio: HTMLInputElement) =>
    [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
      ({ name, form }) => name === radio.name && form === radio.form,
    );
  // Inside a group that is one stop of Tab.
  const inGroup = (): HTMLElement[] => {
    if (isRadio(control) && control.name !== '') return radiosOf(control);
    if (control.tabIndex >= 0) return [];
    return [...(control.closest(group)?.querySelectorAll<HTMLElement>('[tabindex], [role^=menuitem]') ?? [])];
  };
  const members = inGroup().filter(isUsable);
  if (active instanceof HTMLElement && members.includes(active))
    return { steps: members.indexOf(control) - members.indexOf(active), ...byArrow };
  const entry =
    members.find((one) => (isRadio(one) ? one.checked : one.tabIndex >= 0)) ?? members[0] ?? control;

  const root = entry.closest('[role=dialog]') ?? document;
  const isStop = (element: HTMLElement) =>
    element === entry ||
    (element.tabIndex >= 0 &&
      isUsable(element) &&
      (!isRadio(element) || element.checked || element.name === ''));
  const stops = [...root.querySelectorAll<HTMLElement>(focusable)].filter(isStop);
  const from = active instanceof HTMLElement ? stops.indexOf(active) : -1;
  return { steps: from < 0 ? 1 : stops.indexOf(entry) - from, ...byTab };
}

/** Runs in the page. @returns what is wrong about how the control shows that it has the focus */
export function isInView(): string[] {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return ['nothing has the focus'];
  // A file field and a radio of a card are drawn by what is around them.
  const around: HTMLElement[] = [active];
  for (let up = active.parentElement; up && around.length < 4; up = up.parentElement) around.push(up);
  const isMarked = ({ outlineStyle, outlineWidth }: CSSStyleDeclaration) =>
    outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
  const faults: string[] = [];
  if (!around.some((element) => isMarked(getComputedStyle(element)))) faults.push('it has no ring');
  const drawn = around.find((element) => element.getBoundingClientRect().width > 4) ?? active;
  const { left, right, top, bottom } = drawn.getBoundingClientRect();
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const isSeen = [left + 3, (left + right) / 2, right - 3].some((x) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && around.some((element) => element.contains(there) || there.contains(active));
  });
  if (!isSeen) faults.push('it is out of view, or something lies over it');
  return faults;
}
