import { expect, type Locator, type Page } from '@playwright/test';
import { findWay, isInView, type Way } from './focus.ts';

type Act = (target: Locator, ...args: never[]) => Promise<unknown>;

/**
 * Takes the mouse away: what a test does to a locator of the page is done by keyboard from here on. A control is gone to by Tab and, inside a group,
 * by arrows, as the page lets one; there it must show that it has the focus, and nothing may lie over it.
 * @returns puts the mouse back, for the worker's next test
 */
export function workByKeyboard(page: Page): () => void {
  const prototype = Object.getPrototypeOf(page.locator('html')) as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  const withMouse = Object.fromEntries(Object.keys(acts).map((name) => [name, prototype[name]]));
  for (const [name, act] of Object.entries(acts) as [string, Act][]) {
    prototype[name] = function (this: Locator, ...args: unknown[]) {
      return this.page() === page ? act(this, ...(args as never[])) : withMouse[name]?.apply(this, args);
    };
  }
  // Listened for from the start: a choice of files that opens before the browser knows of it is none of the page's, and never told.
  page.on('filechooser', () => {});
  return () => void Object.assign(prototype, withMouse);
}

const refuse = (target: Locator): Promise<never> => {
  throw new Error(`${target} was to be worked by mouse`);
};

const acts = {
  click: activate,
  tap: activate,
  check: (target: Locator) => set(target, true),
  uncheck: (target: Locator) => set(target, false),
  focus: goTo,
  fill,
  selectOption,
  setInputFiles,
  press: async (target: Locator, key: string) => {
    await goTo(target);
    await target.page().keyboard.press(key);
  },
  hover: refuse,
  dblclick: refuse,
  dragTo: refuse,
} satisfies Record<string, Act>;

/** Goes to a control. Far ways are gone in one stride; where the page's order is another than it looks, stop by stop. */
async function goTo(target: Locator): Promise<void> {
  const { keyboard } = target.page();
  await target.waitFor();
  for (let round = 0; round < 300; round++) {
    const way: Way = await target.evaluate(findWay);
    if (way.steps === 0) break;
    const steps = round < 3 ? Math.abs(way.steps) : 1;
    const key = way.steps > 0 ? way.forwards : way.backwards;
    for (let step = 0; step < steps; step++) await keyboard.press(key);
  }
  expect(await target.evaluate(findWay), `${target} is reached by keyboard`).toMatchObject({ steps: 0 });
  // What says that something was saved goes by itself.
  await expect.poll(() => target.evaluate(isInView), `${target} shows the focus`).toEqual([]);
}

async function activate(target: Locator): Promise<void> {
  const { keyboard } = target.page();
  await target.waitFor();
  if ((await target.getAttribute('role')) === 'option') return choose(target);
  await expect(target).toBeEnabled();
  await goTo(target);
  const type = await target.page().evaluate(() => {
    const control = document.activeElement;
    return control instanceof HTMLInputElement ? control.type : control?.tagName;
  });
  if (type === 'checkbox') await keyboard.press('Space');
  // The arrow that led to it has chosen it.
  else if (type === 'radio') await set(target, true);
  else if (type !== 'text' && type !== 'search' && type !== 'TEXTAREA') await keyboard.press('Enter');
}

/** From the field that the list belongs to, which keeps the focus. */
async function choose(option: Locator): Promise<void> {
  const { keyboard } = option.page();
  const isReached = () =>
    option.evaluate(({ id }) => document.activeElement?.getAttribute('aria-activedescendant') === id);
  await expect
    .poll(async () => {
      if (!(await isReached())) await keyboard.press('ArrowDown');
      return isReached();
    }, `${option} is reached by arrows`)
    .toBe(true);
  await keyboard.press('Enter');
}

async function set(target: Locator, isOn: boolean): Promise<void> {
  await expect(target).toBeEnabled();
  await goTo(target);
  if ((await target.isChecked()) !== isOn) await target.page().keyboard.press('Space');
  await expect(target).toBeChecked({ checked: isOn });
}

/** Fields of dates and colours are the browser's own: their parts are not what is tested. */
const browsersOwn = ['date', 'datetime-local', 'month', 'time', 'color'];

async function fill(target: Locator, text: string): Promise<void> {
  const { keyboard } = target.page();
  await expect(target).toBeEditable();
  await goTo(target);
  const type = (await target.getAttribute('type')) ?? '';
  if (browsersOwn.includes(type)) {
    await target.evaluate((field: HTMLInputElement, value) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }, text);
    return;
  }
  await keyboard.press('ControlOrMeta+a');
  if (text === '') await keyboard.press('Delete');
  // Long texts are pasted.
  else if (text.length > 80 || text.includes('\n')) await keyboard.insertText(text);
  else await keyboard.type(text);
}

/** @param target the field, or the button that stands for a hidden one */
async function setInputFiles(target: Locator, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  const page = target.page();
  await expect(target).toBeEnabled();
  await goTo(target);
  const opened = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await opened).setFiles(files as string);
}

/** By arrows, each of which is answered before the next. */
async function selectOption(target: Locator, option: string | { label: string }): Promise<void> {
  const { keyboard } = target.page();
  const wanted = typeof option === 'string' ? option : option.label;
  await expect(target).toBeEnabled();
  await goTo(target);
  const index = await target.evaluate(
    (select: HTMLSelectElement, text) =>
      [...select.options].findIndex(({ value, label }) => value === text || label === text),
    wanted,
  );
  expect(index, `${target} has no option ${wanted}`).toBeGreaterThanOrEqual(0);
  const selected = () => target.evaluate((select: HTMLSelectElement) => select.selectedIndex);
  for (let at = await selected(); at !== index; at = await selected()) {
    await keyboard.press(at < index ? 'ArrowDown' : 'ArrowUp');
    await expect.poll(selected, `${target} answers an arrow`).not.toBe(at);
  }
}
