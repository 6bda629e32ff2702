import { randomUUID } from 'node:crypto';
import type { OperationWireInput } from '@strowger/contracts';
import { Strowger } from 'strowger';
import type { CallPlan } from '../sipp/caller.ts';
import type { Stack } from '../stack/start-stack.ts';
import { type Behaviour, type Phones, startPhones } from './phones.ts';
import { type From, type Placed, placeCall, placeCalls, register } from './place-call.ts';

export const PASSWORD = 'Tr0mbone-Walnut-93';
export const DOMAIN = 'sip.one.example';
export const CARRIER_HOST = '127.0.2.1';
const OTHER_SWITCH = 'other';

/** Three levels below the platform: each is charged by the one above it. */
export type Chain = Record<'reseller' | 'child' | 'end', string>;
export type Phone = { id: string; username: string; domain: string; customerId: string; address: string };

type UserFields = Partial<OperationWireInput<'createUser'>>;

/**
 * What all scenarios share: two domains, a carrier, patterns and plans, all made over REST. What a scenario changes is its
 * own: customers and users cost a few milliseconds.
 */
export class World {
  readonly stack: Stack;
  readonly api: Strowger;
  readonly root: string;
  readonly phones: Phones;
  readonly carrier: Phones;
  readonly domains: Record<string, string> = {};
  /** Destinations by how they take calls. */
  readonly trunks: Partial<Record<string, string>> = {};
  chain: Chain = { reseller: '', child: '', end: '' };
  #platformPlan = '';
  #nextNumber = 442_010_000_000;

  private constructor(stack: Stack, root: string, phones: Phones, carrier: Phones) {
    this.stack = stack;
    this.api = stack.api;
    this.root = root;
    this.phones = phones;
    this.carrier = carrier;
  }

  static async make(stack: Stack): Promise<World> {
    const root = (await stack.api.call('getCustomers', { limit: '1' })).items[0]?.id as string;
    const [phones, carrier] = await Promise.all([startPhones('127.0.0.1'), startPhones(CARRIER_HOST)]);
    const world = new World(stack, root, phones, carrier);
    try {
      await world.#provision();
      return world;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.phones.close();
    await this.carrier.close();
  }

  async #provision(): Promise<void> {
    for (const [domain, isDefault] of [
      [DOMAIN, true],
      ['sip.two.example', false],
    ] as const)
      this.domains[domain] = (
        await this.api.call('createDomain', { customerId: this.root, domain, isDefault })
      ).id;
    const patterns: [dialPattern: string, ...to: Behaviour[]][] = [
      ['+311.', 'answers'],
      ['+312.', 'busy'],
      ['+313.', 'ringsOn'],
      ['+314.', 'unavailable', 'answers'],
      ['+315.', 'silent', 'answers'],
      ['+317.', 'hangsUp'],
      ['+318.', 'unavailable'],
      ['+32.', 'answers'],
      ['+39.', 'answers'],
    ];
    for (const [dialPattern, ...behaviours] of patterns)
      for (const [priority, behaviour] of behaviours.entries())
        await this.outbound(dialPattern, await this.trunk(behaviour, { priority }));
    const source = { customerId: this.root, name: OTHER_SWITCH, format: 'ndjson' } as const;
    await this.api.call('createCallRecordSource', source);
    this.#platformPlan = await this.#plan(this.root, '0.06', '60');
    this.chain = await this.newChain();
  }

  /** A destination of the platform, at a carrier that takes calls like that. */
  async trunk(
    behaviour: Behaviour,
    fields: Partial<OperationWireInput<'createDestination'>> = {},
  ): Promise<string> {
    const key = behaviour + JSON.stringify(fields);
    const found = this.trunks[key];
    if (found) return found;
    const made = await this.api.call('createDestination', {
      customerId: this.root,
      name: `${behaviour} ${Object.keys(this.trunks).length}`,
      host: CARRIER_HOST,
      port: this.carrier.portOf(behaviour),
      ringSeconds: 5,
      ...fields,
    });
    this.trunks[key] = made.id;
    return made.id;
  }

  async outbound(dialPattern: string, destinationId: string, fields = {}): Promise<void> {
    const owner = { customerId: this.root, direction: 'outbound' } as const;
    await this.api.call('createExtension', { ...owner, dialPattern, destinationId, ...fields });
  }

  /** A minute of +31, or of a number of the platform elsewhere, costs what is given; a second of +39 one whole unit, so that a balance lasts for seconds. */
  async #plan(customerId: string, minute: string, longMinute: string): Promise<string> {
    const plan = await this.api.call('createTariffplan', { customerId, name: `Plan ${randomUUID()}` });
    const add = (fields: Omit<OperationWireInput<'createRate'>, 'tariffplanId' | 'name'>) =>
      this.api.call('createRate', { tariffplanId: plan.id, name: fields.prefix, ...fields });
    const whole = { initialSeconds: 60, incrementSeconds: 60 };
    await add({ prefix: '31', pricePerMinute: minute, ...whole });
    await add({ prefix: '442', pricePerMinute: minute, ...whole });
    await add({ prefix: '39', pricePerMinute: longMinute, initialSeconds: 1, incrementSeconds: 1 });
    await add({ prefix: '44', pricePerMinute: '0.01', direction: 'inbound', ...whole });
    await add({ prefix: '3110', pricePerMinute: '1', blocked: true });
    return plan.id;
  }

  /** reseller > child > end below the platform. A minute of +31 costs 0.06, 0.12 and 0.30. */
  async newChain(): Promise<Chain> {
    const { api } = this;
    const make = async (parentId: string, name: string, kind: 'reseller' | 'end', tariffplanId: string) =>
      (await api.call('createCustomer', { parentId, name, kind, tariffplanId })).id;
    const reseller = await make(this.root, 'Reseller', 'reseller', this.#platformPlan);
    const child = await make(reseller, 'Child', 'reseller', await this.#plan(reseller, '0.12', '60'));
    const end = await make(child, 'End', 'end', await this.#plan(child, '0.30', '60'));
    const owner = { customerId: reseller, direction: 'outbound' } as const;
    await api.call('createExtension', {
      ...owner,
      dialPattern: '0XXXXXXXXX',
      stripDigits: 1,
      prepend: '+31',
    });
    return { reseller, child, end };
  }

  /** A user, of the shared end customer if nothing else is said; registered at a phone that takes calls like that. */
  async user(behaviour?: Behaviour, fields: UserFields = {}, domain = DOMAIN): Promise<Phone> {
    const username = fields.username ?? `u${randomUUID().slice(0, 8)}`;
    const customerId = fields.customerId ?? this.chain.end;
    const domainId = this.domains[domain] as string;
    const made = await this.api.call('createUser', {
      domainId,
      password: PASSWORD,
      ...fields,
      customerId,
      username,
    });
    const user = { id: made.id, username, domain, customerId, address: `${username}@${domain}` };
    if (behaviour) await this.register(user, behaviour);
    return user;
  }

  async register(
    user: Phone,
    behaviour: Behaviour,
    more: { sip?: string; expires?: number; phones?: Phones } = {},
  ): Promise<void> {
    const { sip = this.stack.sip, expires = 600, phones = this.phones } = more;
    const contact = { contactHost: '127.0.0.1', contactPort: phones.portOf(behaviour) };
    const plan = { user: user.username, domain: user.domain, password: PASSWORD, expires, ...contact };
    const answers = await register(sip, plan);
    if (!answers.at(-1)?.startsWith('SIP/2.0 200')) throw new Error(`Not registered: ${answers}`);
  }

  /** A number that rings there. */
  async number(targetId: string, customerId = this.chain.end, fields = {}): Promise<string> {
    const number = `+${this.#nextNumber++}`;
    await this.api.call('createNumberRange', { customerId, rangeStart: number, rangeEnd: number });
    const owner = { customerId, direction: 'inbound' } as const;
    await this.api.call('createExtension', { ...owner, number, targetId, ...fields });
    return number;
  }

  /** A number elsewhere, that nobody else dials; the carrier takes it as its third digit says. */
  someone(start = '+311'): string {
    return `${start}${String(this.#nextNumber++).slice(-8)}`;
  }

  call(user: Phone, to: string, plan: Partial<CallPlan> = {}, from?: From): Promise<Placed> {
    return placeCall(this.stack.sip, { from: user.address, to, password: PASSWORD, ...plan }, from);
  }

  calls(user: Phone, to: string, count: number, plan: Partial<CallPlan> = {}): Promise<Placed[]> {
    return placeCalls(this.stack.sip, { from: user.address, to, password: PASSWORD, ...plan }, count);
  }

  /** A call from the carrier, from that number. */
  fromOutside(to: string, plan: Partial<CallPlan> = {}): Promise<Placed> {
    return placeCall(
      this.stack.sip,
      { from: `+4930123456@${CARRIER_HOST}`, to, ...plan },
      { host: CARRIER_HOST },
    );
  }

  /** An answered call that another switch has carried. */
  async handIn({ accountCode, seconds }: { accountCode: string; seconds: number }): Promise<void> {
    const endedAt = new Date();
    const startedAt = new Date(endedAt.getTime() - seconds * 1000).toISOString();
    const call = {
      direction: 'outbound',
      from: '+442071838750',
      to: this.someone(),
      disposition: 'answered',
    };
    const content = JSON.stringify({
      ...call,
      recordKey: randomUUID(),
      accountCode,
      startedAt,
      answeredAt: startedAt,
      endedAt: endedAt.toISOString(),
    });
    const body = { mediaType: 'application/x-ndjson', content };
    await this.api.call('ingestCallRecords', { source: OTHER_SWITCH }, {}, body);
  }

  /** Another party's client. */
  async clientOf(customerId: string): Promise<Strowger> {
    const { key } = await this.api.call('createApiKey', {
      customerId,
      name: 'sip',
      scopes: ['records:read'],
    });
    return new Strowger({ url: this.stack.url, key: key as string, maxRetries: 0, timeoutSeconds: 30 });
  }
}
