import { createUser } from './create-user.ts';
import { getUser } from './queries.ts';
import { updateUser } from './update-user.ts';

export const userQueries = { getUser };
export const userMutations = { createUser, updateUser };
