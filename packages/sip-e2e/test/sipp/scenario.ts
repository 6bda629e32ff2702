/** Scenarios of SIPp, put together in the order they are played. */
export class Scenario {
  readonly #parts: string[] = [];
  /** Which message of the scenario comes next: branches are named by their distance. */
  #at = 0;
  #invite = 0;

  send(text: string, attributes = ''): this {
    if (text.startsWith('INVITE')) this.#invite = this.#at;
    return this.#add(`<send ${attributes}><![CDATA[\n${text}]]></send>`);
  }

  /** The ACK of a refusal belongs to the transaction of its INVITE. */
  acknowledgeRefusal(text: string, attributes = ''): this {
    return this.send(text.replaceAll('[branch]', `[branch-${this.#at - this.#invite}]`), attributes);
  }

  /** @param kept headers of the message, which later ones use as [$1], [$2], … */
  receive(attributes: string, kept: string[] = []): this {
    const actions = kept.map(
      (header, at) => `<ereg regexp=".*" search_in="hdr" header="${header}:" assign_to="${at + 1}"/>`,
    );
    return this.#add(
      actions.length === 0
        ? `<recv ${attributes}/>`
        : `<recv ${attributes}><action>${actions.join('')}</action></recv>`,
    );
  }

  pause(milliseconds: number): this {
    return this.#add(`<pause milliseconds="${milliseconds}"/>`);
  }

  label(name: number): this {
    this.#parts.push(`<label id="${name}"/>`);
    return this;
  }

  toString(): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="strowger">\n${this.#parts.join('\n')}\n</scenario>\n`;
  }

  #add(part: string): this {
    this.#parts.push(part);
    this.#at += 1;
    return this;
  }
}

const SDP = `v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 40000 RTP/AVP 8
a=rtpmap:8 PCMA/8000
`;

export type RequestParts = {
  method: string;
  uri: string;
  cseq: number;
  from: string;
  to: string;
  /** Within a dialog: the other side's tag and the route. */
  inDialog?: boolean;
  toTag?: boolean;
  headers?: string;
  sdp?: boolean;
};

export function request({
  method,
  uri,
  cseq,
  from,
  to,
  inDialog,
  toTag,
  headers = '',
  sdp,
}: RequestParts): string {
  return [
    `${method} ${uri} SIP/2.0`,
    'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
    ...(inDialog ? ['[routes]'] : []),
    'Max-Forwards: 70',
    `From: <${from}>;tag=[pid]f[call_number]`,
    `To: <${to}>${inDialog || toTag ? '[peer_tag_param]' : ''}`,
    'Call-ID: [call_id]',
    `CSeq: ${cseq} ${method}`,
    'Contact: <sip:phone@[local_ip]:[local_port];transport=[transport]>',
    ...(headers === '' ? [] : [headers]),
    ...body(sdp),
  ].join('\n');
}

export function reply(status: string, { tag = true, sdp = false, headers = '' } = {}): string {
  return [
    `SIP/2.0 ${status}`,
    '[last_Via:]',
    '[last_Record-Route:]',
    '[last_From:]',
    `[last_To:]${tag ? ';tag=[pid]u[call_number]' : ''}`,
    '[last_Call-ID:]',
    '[last_CSeq:]',
    'Contact: <sip:called@[local_ip]:[local_port];transport=[transport]>',
    ...(headers === '' ? [] : [headers]),
    ...body(sdp),
  ].join('\n');
}

const body = (sdp?: boolean): string[] =>
  sdp ? ['Content-Type: application/sdp', 'Content-Length: [len]', '', SDP] : ['Content-Length: 0', '', ''];
