import type { CleanedWhere, CustomAdapter } from "@better-auth/core/db/adapter";
import { hashToken } from "../sessions/token-hash.ts";

const TABLE = "sessions";
const COLUMN = "token_hash";

/** A counter goes up in one statement: the library's own way reads first, and gives up after five lost races. */
export type Tables = CustomAdapter & Required<Pick<CustomAdapter, "incrementOne">>;

type Values = Record<string, unknown>;
type Request = { model: string; where?: CleanedWhere[] | undefined };

/**
 * The library deals in session tokens, the table holds their hashes. What the library writes or looks up is hashed on
 * its way in; a row comes back with the token its caller already had, or else with the hash, which opens nothing.
 */
export function hashSessionTokens(inner: Tables): Tables {
  return {
    ...inner,
    create: async (request) => {
      const { data, restore } = await sealData(request.model, request.data);
      return restore(await inner.create({ ...request, data: data as never }));
    },
    findOne: async (request) => {
      const { where, restore } = await sealWhere(request);
      return restore(await inner.findOne({ ...request, where: where ?? [] }));
    },
    findMany: async (request) => {
      const { where, restore } = await sealWhere(request);
      const rows = await inner.findMany({ ...request, where });
      return rows.map((row) => restore(row)) as never;
    },
    count: async (request) => inner.count({ ...request, where: (await sealWhere(request)).where }),
    update: async (request) => {
      const { where, restore } = await sealWhere(request);
      const sealed = await sealData(request.model, request.update as Values);
      return sealed.restore(
        restore(await inner.update({ ...request, where: where ?? [], update: sealed.data as never })),
      );
    },
    incrementOne: async (request) => {
      const { where, restore } = await sealWhere(request);
      const sealed = await sealData(request.model, request.set ?? {});
      return sealed.restore(restore(await inner.incrementOne({ ...request, where: where ?? [], set: sealed.data })));
    },
    updateMany: async (request) =>
      inner.updateMany({
        ...request,
        where: (await sealWhere(request)).where ?? [],
        update: (await sealData(request.model, request.update)).data,
      }),
    delete: async (request) => inner.delete({ ...request, where: (await sealWhere(request)).where ?? [] }),
    deleteMany: async (request) => inner.deleteMany({ ...request, where: (await sealWhere(request)).where ?? [] }),
  };
}

async function sealData(model: string, data: Values) {
  const token = data[COLUMN];
  if (model !== TABLE || typeof token !== "string") return { data, restore: <T>(row: T) => row };
  const hash = await hashToken(token);
  return { data: { ...data, [COLUMN]: hash }, restore: restoring(new Map([[hash, token]])) };
}

async function sealWhere({ model, where }: Request) {
  const plain = new Map<string, string>();
  const seal = async (token: unknown) => {
    const hash = await hashToken(String(token));
    plain.set(hash, String(token));
    return hash;
  };
  const sealed = where?.map(async (clause) => {
    if (model !== TABLE || clause.field !== COLUMN) return clause;
    const { value } = clause;
    return { ...clause, value: Array.isArray(value) ? await Promise.all(value.map(seal)) : await seal(value) };
  });
  return { where: sealed && (await Promise.all(sealed)), restore: restoring(plain) };
}

function restoring(plain: ReadonlyMap<string, string>) {
  return <T>(row: T): T => {
    const token = plain.get(String((row as Values | null)?.[COLUMN]));
    return token === undefined ? row : { ...row, [COLUMN]: token };
  };
}
