/**
 * What every tool of the comparison is told: services that each have an image, three arguments, three variables, a port, a volume, a
 * network and a health check, and wait for four before them. They stand in twenty groups, and each group has a network.
 * @param {number} size
 */
export function servicesOf(size) {
  const perGroup = Math.ceil(size / 20);
  return Array.from({ length: size }, (_, i) => {
    const [group, at] = [Math.floor(i / perGroup), i % perGroup];
    const id = (/** @type {number} */ member) => `app-${group}-${member}`;
    const before = [...new Set([2, 3, 5, 7].map((part) => Math.floor(at / part)))].filter((one) => one < at);
    return {
      id: id(at),
      image: `example.org/app-${group}:1.4.2`,
      network: `net-${group}`,
      volume: `${id(at)}-data`,
      published: 10_000 + i,
      waits: before.map(id),
    };
  });
}

/** How many of them the bench wants. */
export const size = Number(process.env.SERVICES ?? 1000);
