import type { KeyboardEvent } from 'react';

type Expand = (customerId: string, open: boolean) => void;

const itemsOf = (tree: HTMLElement): HTMLElement[] => [
  ...tree.querySelectorAll<HTMLElement>('[role="treeitem"]'),
];
const levelOf = (item: HTMLElement): number => Number(item.getAttribute('aria-level'));
const idOf = (item: HTMLElement): string => item.dataset.customer ?? '';

function parentOf(items: HTMLElement[], at: number): HTMLElement | undefined {
  const level = levelOf(items[at] as HTMLElement);
  return items.slice(0, at).findLast((item) => levelOf(item) === level - 1);
}

/** The next item, after the present one and round, whose name begins with the letter. */
function byLetter(items: HTMLElement[], at: number, letter: string): HTMLElement | undefined {
  const round = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return round.find((item) => item.dataset.name?.toLowerCase().startsWith(letter.toLowerCase()));
}

/** The keys of the WAI-ARIA tree pattern. Enter is the link's own. */
export function onTreeKey(event: KeyboardEvent<HTMLElement>, expand: Expand): void {
  const items = itemsOf(event.currentTarget);
  const at = items.indexOf(event.target as HTMLElement);
  const item = items[at];
  if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
  const state = item.getAttribute('aria-expanded');
  let goTo: HTMLElement | undefined;
  switch (event.key) {
    case 'ArrowDown':
      goTo = items[at + 1];
      break;
    case 'ArrowUp':
      goTo = items[at - 1];
      break;
    case 'Home':
      goTo = items[0];
      break;
    case 'End':
      goTo = items.at(-1);
      break;
    case 'ArrowRight':
      if (state === 'false') expand(idOf(item), true);
      else if (state === 'true')
        goTo = items.slice(at + 1, at + 2).find((next) => levelOf(next) > levelOf(item));
      break;
    case 'ArrowLeft':
      if (state === 'true') expand(idOf(item), false);
      else goTo = parentOf(items, at);
      break;
    case '*':
      for (const other of items) {
        if (levelOf(other) === levelOf(item) && other.getAttribute('aria-expanded') === 'false') {
          expand(idOf(other), true);
        }
      }
      break;
    case ' ':
      item.click();
      break;
    default:
      if (!/^[\p{L}\p{N}]$/u.test(event.key)) return;
      goTo = byLetter(items, at, event.key);
  }
  event.preventDefault();
  goTo?.focus();
}
