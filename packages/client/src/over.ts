/** An object whose own members come first, then those of another, which may be a proxy that has any. */
export function over<Own extends object, Base extends object>(own: Own, base: Base): Own & Omit<Base, keyof Own> {
  return new Proxy(own, {
    get: (target, name) => Reflect.get(Object.hasOwn(target, name) ? target : base, name),
  }) as Own & Omit<Base, keyof Own>;
}
