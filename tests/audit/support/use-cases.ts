import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { UseCase } from "@pepro/core";

export const SOURCES = fileURLToPath(new URL("../../../packages/core/src/", import.meta.url));

export type Found = { file: string; useCase: UseCase };

/** Every use case there is, from the sources themselves: nobody has to add a new one anywhere. */
export async function findUseCases(): Promise<Found[]> {
  const found = new Map<UseCase, Found>();
  for (const file of useCaseFiles()) {
    const module = (await import(pathToFileURL(SOURCES + file).href)) as Record<string, unknown>;
    for (const value of Object.values(module)) {
      if (isUseCase(value) && !found.has(value)) found.set(value, { file, useCase: value });
    }
  }
  return [...found.values()];
}

export function useCaseFiles(): string[] {
  return readdirSync(SOURCES, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".ts") && !/\.test\.ts$|(^|\/)testing\//.test(name))
    .filter((name) => readFileSync(SOURCES + name, "utf8").includes("defineUseCase"));
}

function isUseCase(value: unknown): value is UseCase {
  return typeof value === "object" && value !== null && "permission" in value && "access" in value && "run" in value;
}
