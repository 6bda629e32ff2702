import encodeQR from 'qr';

const QUIET_MODULES = 4;

/** A QR code, drawn here: what it holds is a secret that goes to nobody. Black on white in both themes, as readers want it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_MODULES });
  const size = modules.length;
  const path = modules
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-52 justify-self-center rounded-md bg-[#ffffff]"
    >
      <path d={path} fill="#000000" />
    </svg>
  );
}
