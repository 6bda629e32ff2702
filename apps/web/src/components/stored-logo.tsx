type StoredLogoProps = { path: string; alt?: string; className: string };

/** A logo that a customer has stored, from our own origin. */
export function StoredLogo({ path, alt = '', className }: StoredLogoProps) {
  // biome-ignore lint/performance/noImgElement: there is no image optimiser where this runs, and it is small already
  return <img src={path} alt={alt} className={`object-contain ${className}`} />;
}
