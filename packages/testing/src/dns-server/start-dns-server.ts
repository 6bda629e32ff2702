import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

/** Addresses of a name, v4 and v6 together, or its texts. Asked anew for each query, so that a script may change its mind. */
export type Zone = (name: string, type: 'A' | 'AAAA' | 'TXT') => readonly string[];

export type DnsServer = {
  /** For a resolver: `127.0.0.1:port`. */
  address: string;
  /** What was asked, as `A name`, in order. */
  asked: string[];
  answer(zone: Zone): void;
  close(): Promise<void>;
};

const TYPES = { 1: 'A', 16: 'TXT', 28: 'AAAA' } as const;

/** A real DNS server on a free UDP port of 127.0.0.1 that answers A, AAAA and TXT queries as it is told, with a TTL of 0. */
export async function startDnsServer(first: Zone = () => []): Promise<DnsServer> {
  let zone = first;
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const { name, typeNumber, end } = readQuestion(query);
    const type = TYPES[typeNumber as keyof typeof TYPES];
    if (!type) return socket.send(respond(query, end, typeNumber, []), port, address);
    asked.push(`${type} ${name}`);
    const found = zone(name, type);
    const wanted = type === 'TXT' ? found : found.filter((text) => text.includes(':') === (type === 'AAAA'));
    socket.send(
      respond(query, end, typeNumber, wanted.map(type === 'TXT' ? toTexts : toBytes)),
      port,
      address,
    );
  });
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  return {
    address: `127.0.0.1:${(socket.address() as AddressInfo).port}`,
    asked,
    answer: (next) => {
      zone = next;
    },
    close: () => new Promise((done) => socket.close(done)),
  };
}

function readQuestion(query: Buffer): { name: string; typeNumber: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] as number; length > 0; length = query[at] as number) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), typeNumber: query.readUInt16BE(at + 1), end: at + 5 };
}

/** RFC 1035: the header and question of the query, and the answers by a pointer to its name. */
function respond(query: Buffer, end: number, typeNumber: number, addresses: Buffer[]): Buffer {
  const head = Buffer.from(query.subarray(0, end));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const answers = addresses.map((address) => {
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(typeNumber, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt16BE(address.length, 10);
    return Buffer.concat([record, address]);
  });
  return Buffer.concat([head, ...answers]);
}

/** RFC 1035: a text is strings of up to 255 bytes; here of 20, as one of several parts must do too. */
function toTexts(text: string): Buffer {
  const parts = text.match(/.{1,20}/g) ?? [''];
  return Buffer.concat(parts.map((part) => Buffer.concat([Buffer.of(part.length), Buffer.from(part)])));
}

function toBytes(text: string): Buffer {
  if (!text.includes(':')) return Buffer.from(text.split('.').map(Number));
  const [left = '', right] = text.split('::');
  const words = (part: string) =>
    part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
  const [before, after] = [words(left), words(right ?? '')];
  const all = [...before, ...Array(8 - before.length - after.length).fill(0), ...after] as number[];
  return Buffer.from(all.flatMap((word) => [word >> 8, word & 255]));
}
