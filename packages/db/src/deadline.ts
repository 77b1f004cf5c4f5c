/** Waits for `task`, at most `ms` milliseconds. @throws what it throws, or `late()`; the task itself goes on. */
export async function within<T>(ms: number, task: PromiseLike<T>, late: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([task, end]);
  } finally {
    clearTimeout(timer);
  }
}
