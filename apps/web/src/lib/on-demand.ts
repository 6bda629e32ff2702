import { type ComponentType, lazy } from 'react';

export type OnDemand<Props> = ComponentType<Props> & {
  /** Has its code fetched ahead of its need. */
  preload: () => void;
};

/** A component whose code comes when it is first shown, below a Suspense: what a first view does not need. */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>): OnDemand<Props> {
  const Component = lazy(async () => ({ default: await load() }));
  const preload = () => {
    load().catch(() => undefined);
  };
  return Object.assign(Component as unknown as ComponentType<Props>, { preload });
}
