import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const WAIT_MS = 250;

/** Whether a SIP server answers an OPTIONS over UDP there, within 250 ms. */
export async function answersOptions(host: string, port: number): Promise<boolean> {
  const socket = createSocket(host.startsWith('[') ? 'udp6' : 'udp4');
  const to = host.replace(/^\[|\]$/g, '');
  const id = randomUUID();
  try {
    socket.connect(port, to);
    await once(socket, 'connect');
    const { address, port: own } = socket.address();
    const answered = once(socket, 'message', { signal: AbortSignal.timeout(WAIT_MS) });
    answered.catch(() => {});
    socket.send(
      [
        `OPTIONS sip:${host}:${port} SIP/2.0`,
        `Via: SIP/2.0/UDP ${address}:${own};branch=z9hG4bK${id};rport`,
        'Max-Forwards: 5',
        `From: <sip:probe@${address}>;tag=${id}`,
        `To: <sip:${host}:${port}>`,
        `Call-ID: ${id}`,
        'CSeq: 1 OPTIONS',
        'Content-Length: 0',
        '\r\n',
      ].join('\r\n'),
    );
    await answered;
    return true;
  } catch {
    // Nobody listens there, which ends at once: the next attempt should not.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return false;
  } finally {
    socket.close();
  }
}
