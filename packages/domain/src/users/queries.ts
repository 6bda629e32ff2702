import type { QueryHandler } from '../core/context.ts';
import { readOne } from '../core/read.ts';
import { userModel } from './read-model.ts';

export const getUser: QueryHandler<'getUser'> = (context, { userId }) => readOne(context, userModel, userId);
