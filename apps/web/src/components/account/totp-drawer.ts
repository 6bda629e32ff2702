/** What is done in a drawer. `onChange` is told as soon as it is done, and `onClose` when the drawer closes. */
export type TotpDrawerProps = { onChange: () => Promise<void>; onClose: () => void };
