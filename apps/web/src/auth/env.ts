/** next-auth reads its own address from the environment only: it gets the one that the process was told. */
export function setAuthUrl(publicUrl: string): void {
  process.env.NEXTAUTH_URL = publicUrl;
}
