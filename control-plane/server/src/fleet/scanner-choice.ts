/** Which agents of the pool may do a scan: those that are named, or those with every one of the labels. */
export type ScannerChoice =
  { readonly agentIds: readonly string[] } | { readonly labels: Readonly<Record<string, string>> };

/** Whether the agent may do it; without a choice each may. Pure. */
export function isChosen(
  choice: ScannerChoice | null | undefined,
  { id, labels }: { readonly id: string; readonly labels: Readonly<Record<string, string>> },
): boolean {
  if (!choice) return true;
  if ('agentIds' in choice) return choice.agentIds.includes(id);
  return Object.entries(choice.labels).every(
    ([name, value]) => Object.hasOwn(labels, name) && labels[name] === value,
  );
}

/** The choice in words, given the pool's agents. */
export function chosenWords(
  choice: ScannerChoice,
  agents: readonly { readonly id: string; readonly name: string }[],
): string {
  if ('labels' in choice)
    return `agents labelled ${Object.entries(choice.labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ')}`;
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  return choice.agentIds.map((id) => names.get(id) ?? `${id} (not in the pool)`).join(', ');
}
