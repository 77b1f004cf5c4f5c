/** From 80 % on a quota asks for attention, from 95 % it is nearly used up: the shares at which its bar changes colour. */
export function quotaLevel(used: number, limit: number): "fine" | "high" | "nearlyFull" | "full" {
  const share = limit > 0 ? used / limit : 0;
  if (share >= 1) return "full";
  if (share >= 0.95) return "nearlyFull";
  return share >= 0.8 ? "high" : "fine";
}
