/** A bank of contacts and the wiper that steps to one of them: Strowger's selector, 1891. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" fill="none" aria-hidden className={className}>
      <g fill="currentColor">
        <circle cx="3.2" cy="11.6" r="1.35" opacity="0.45" />
        <circle cx="4.7" cy="7.4" r="1.35" opacity="0.45" />
        <circle cx="8.1" cy="4.4" r="1.35" opacity="0.45" />
        <circle cx="16.8" cy="11.6" r="1.35" opacity="0.45" />
        <circle cx="15.6" cy="7.1" r="1.6" />
      </g>
      <path d="M9.2 16.2 14 9.3" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
      <circle cx="9" cy="16.4" r="2" fill="currentColor" />
    </svg>
  );
}
