import { z } from 'zod';
import * as f from '../fields/index.ts';
import { PriceExplanation } from './call-record-explanation.ts';
import { limitType } from './limit.ts';
import { User } from './user.ts';

/** What the SIP engine asks of a call, in its order: see docs/sip.md. `ancestor`: a rule of a level above the reader. */
export const callRule = z.enum([
  'forward',
  'number',
  'emergency',
  'status',
  'ipWhitelist',
  'dialPattern',
  'callee',
  'destinationWhitelist',
  'callerIdWhitelist',
  ...limitType.options,
  'rate',
  'balance',
  'destination',
  'ancestor',
]);
export type CallRule = z.infer<typeof callRule>;

export const CallRuleAnswer = z
  .strictObject({
    rule: callRule,
    answer: z
      .enum(['passed', 'refused', 'found', 'none'])
      .meta({ description: '`refused` keeps the call away; `none`: there is none, and the call goes on' }),
    customerId: f.id('customer').nullable().meta({ description: 'Whose rule it is, where in scope' }),
    customerName: z.string().nullable(),
    thingId: f
      .idOf('limit', 'rate', 'extension', 'destination', 'user', 'forward')
      .nullable()
      .meta({ description: 'The limit, rate, number or pattern, destination or user that was asked' }),
  })
  .meta({ id: 'CallRuleAnswer' });
export type CallRuleAnswer = z.input<typeof CallRuleAnswer>;

const CallCeiling = z
  .strictObject({
    counts: z.enum(['concurrentCalls', 'callsPerSecond']),
    ceiling: f.integer(0, 2_147_483_647).meta({ description: 'The engine refuses what exceeds it' }),
    thingId: f.idOf('limit', 'user', 'extension'),
  })
  .meta({ id: 'CallCeiling' });

/** What a leg would cost the reader, or bring it, and how that comes about. */
export const CallSimulationPrice = PriceExplanation.omit({ agrees: true }).meta({
  id: 'CallSimulationPrice',
});

export const CallSimulationLeg = z
  .strictObject({
    outcome: z.enum(['user', 'destination', 'forward', 'refused']).meta({
      description: 'Rings a user, goes to a destination, is forwarded (the next leg), or is refused',
    }),
    sipCode: f.integer(400, 699).nullable().meta({ description: 'Of a refusal' }),
    reason: z
      .enum(f.blockedReasons)
      .nullable()
      .meta({ description: 'Of a refusal: blockedReason of its record' }),
    refusedBy: f.id('customer').nullable().meta({ description: 'Whose rule refused it, where in scope' }),
    callType: z
      .enum(['outbound', 'inbound', 'internal', 'forwarded', 'emergency'])
      .nullable()
      .meta({ description: 'null: it was refused before that was looked at' }),
    customerId: f.id('customer').nullable().meta({ description: 'Who pays' }),
    userId: f.id('user').nullable().meta({ description: 'The user that pays' }),
    forwardId: f.id('forward').nullable().meta({ description: 'The forward that made this leg' }),
    number: z.string().meta({ description: 'The called number in E.164, or what was dialled' }),
    callerId: z.string().nullable().meta({ description: 'What is presented; null: as it came' }),
    callerIdPresentation: User.shape.callerIdPresentation,
    calleeCustomerId: f
      .id('customer')
      .nullable()
      .meta({ description: 'Who is called on the platform, where in scope' }),
    calleeUserId: f.id('user').nullable(),
    destinations: z
      .array(
        z.strictObject({
          destinationId: f.id('destination').nullable().meta({ description: 'null: of a level above' }),
          name: z.string().nullable(),
        }),
      )
      .meta({ description: 'As they are tried; among equals of one priority the weight draws each time' }),
    ringSeconds: f.integer(0, 86_400).nullable().meta({ description: 'null: who is called is not in scope' }),
    maxTalkSeconds: f
      .integer(0, 86_400)
      .nullable()
      .meta({ description: 'The longest that the call may last; null: a level above the reader says less' }),
    forwards: z
      .strictObject({
        busy: f.id('forward').nullable(),
        noAnswer: f.id('forward').nullable(),
        unreachable: f.id('forward').nullable(),
      })
      .meta({ description: 'What is followed then, where in scope' }),
    ceilings: z.array(CallCeiling).meta({ description: 'What the engine counts at the moment of the call' }),
    rules: z.array(CallRuleAnswer).meta({ description: 'What was asked, in order' }),
    cost: CallSimulationPrice.nullable().meta({ description: 'What the reader would be charged' }),
    revenue: CallSimulationPrice.nullable().meta({
      description: 'What the reader would charge its direct child on the path',
    }),
  })
  .meta({ id: 'CallSimulationLeg' });
export type CallSimulationLeg = z.input<typeof CallSimulationLeg>;

/** What would become of a call: a leg, and one more for each forward that is followed unconditionally. */
export const CallSimulation = z
  .strictObject({
    userId: f.id('user'),
    number: z.string().meta({ description: 'As dialled' }),
    sourceIp: z.string(),
    startedAt: f.timestamp,
    talkSeconds: f.integer(0, 86_400).meta({ description: 'What the prices are for' }),
    legs: z.array(CallSimulationLeg),
  })
  .meta({ id: 'CallSimulation' });
export type CallSimulation = z.input<typeof CallSimulation>;
