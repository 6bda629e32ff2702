import { createUser } from './create-user.ts';
import { deleteUser } from './delete-user.ts';
import { getUser, getUsers } from './queries.ts';
import { updateUser } from './update-user.ts';

export const userQueries = { getUser, getUsers };
export const userMutations = { deleteUser, createUser, updateUser };
