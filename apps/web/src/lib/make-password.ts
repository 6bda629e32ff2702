/** Letters and digits that are not mistaken for each other when they are read out or typed into a phone. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** A letter of the alphabet, each as likely: bytes past the last whole round are thrown away. */
function randomLetter(): string {
  const rounds = 256 - (256 % alphabet.length);
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < rounds) return alphabet[byte % alphabet.length] ?? '';
  }
}

/** A SIP password of 20 random characters (116 bits), in groups, made in the browser: `uFz7k-Q2mRt-…`. */
export function makePassword(): string {
  for (;;) {
    const letters = Array.from({ length: GROUPS * GROUP_LENGTH }, randomLetter);
    const groups = Array.from({ length: GROUPS }, (_, at) =>
      letters.slice(at * GROUP_LENGTH, (at + 1) * GROUP_LENGTH).join(''),
    );
    const password = groups.join('-');
    if (/[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)) return password;
  }
}
