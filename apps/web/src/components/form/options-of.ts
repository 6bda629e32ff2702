import type { Option } from '../ui/select.tsx';

/** The options of a choice by the labels of its values. */
export const optionsOf = (labels: Readonly<Record<string, string>>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));
