import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import type { RegisterPlan } from '../sipp/caller.ts';
import { algorithmOf, digestFor } from './digest.ts';

/** Sends a request, and gives what comes back. */
type Line = { via: string; ask(text: string): Promise<string>; close(): void };

const WAIT_MS = 20_000;

/**
 * REGISTER with what SIPp of Debian cannot do: SHA-256 (RFC 8760), and TLS.
 * @returns the challenge's algorithm and the status line of the second answer
 */
export async function registerByHand(
  transport: 'udp' | 'tls',
  port: number,
  plan: RegisterPlan,
): Promise<{ algorithm: string; status: string }> {
  const line = transport === 'udp' ? await openUdp(port) : await openTls(port);
  try {
    const ids = { call: randomUUID(), tag: randomUUID().slice(0, 8) };
    const challenge = await line.ask(registerText(plan, line.via, ids, 1, ''));
    const credentials = digestFor(challenge, plan, 'REGISTER', `sip:${plan.domain}`);
    const authorization = `Authorization: ${credentials}\r\n`;
    const answer = await line.ask(registerText(plan, line.via, ids, 2, authorization));
    return { algorithm: algorithmOf(challenge), status: answer.split('\r\n')[0] as string };
  } finally {
    line.close();
  }
}

function registerText(
  { user, domain, contactHost, contactPort }: RegisterPlan,
  via: string,
  { call, tag }: { call: string; tag: string },
  cseq: number,
  authorization: string,
): string {
  return (
    `REGISTER sip:${domain} SIP/2.0\r\nVia: SIP/2.0/${via};branch=z9hG4bK${randomUUID()};rport\r\n` +
    `Max-Forwards: 70\r\nFrom: <sip:${user}@${domain}>;tag=${tag}\r\nTo: <sip:${user}@${domain}>\r\n` +
    `Call-ID: ${call}\r\nCSeq: ${cseq} REGISTER\r\nContact: <sip:${user}@${contactHost}:${contactPort}>\r\n` +
    `Expires: 600\r\n${authorization}Content-Length: 0\r\n\r\n`
  );
}

async function openUdp(port: number): Promise<Line> {
  const socket = createSocket('udp4');
  socket.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return {
    via: `UDP 127.0.0.1:${socket.address().port}`,
    ask: async (text) => {
      const answer = once(socket, 'message', { signal: AbortSignal.timeout(WAIT_MS) });
      socket.send(text);
      return String((await answer)[0]);
    },
    close: () => socket.close(),
  };
}

async function openTls(port: number): Promise<Line> {
  const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  return {
    via: `TLS 127.0.0.1:${socket.localPort}`,
    ask: async (text) => {
      const answer = once(socket, 'data', { signal: AbortSignal.timeout(WAIT_MS) });
      socket.write(text);
      return String((await answer)[0]);
    },
    close: () => socket.destroy(),
  };
}
