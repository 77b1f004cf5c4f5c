export function buildDashboard(folders: {
  root: string;
  target: string;
  making: string;
}): Promise<"built" | "current" | "absent">;
