import type { Tx } from "@pepro/db";
import { randomText } from "../../bytes.ts";
import { newId } from "../../ids.ts";
import { hashToken } from "../sessions/token-hash.ts";
import { deleteRecoveryCodes, insertRecoveryCodes } from "./queries.ts";

const CODES = 10;
/** RFC 4648's base32 in small letters: 80 bits a code, so a plain hash keeps it. */
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const LENGTH = 16;

export const RECOVERY_CODE = /^[a-z2-7]{16}$/;

/** Gives a user ten new codes in place of those there were. @returns them, in groups of four; only hashes are kept */
export async function renewRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => randomText(LENGTH, ALPHABET));
  const hashes = await Promise.all(codes.map((code) => hashRecoveryCode(userId, code)));
  await tx.execute(deleteRecoveryCodes(userId));
  await tx.execute(
    insertRecoveryCodes(
      codes.map(() => newId()),
      userId,
      hashes,
    ),
  );
  return codes.map((code) => code.match(/.{4}/g)?.join("-") ?? code);
}

export function hashRecoveryCode(userId: string, code: string): Promise<string> {
  return hashToken(`${userId}:${code}`);
}
