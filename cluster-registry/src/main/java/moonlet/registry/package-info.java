/**
 * Names of processes, cluster-wide: pure state machines, without clock, threads and network.
 *
 * <pre>
 *   a process registers ──▶ Names ──Claim──▶ the arbiter's Names ──▶ Arbiter
 *                             │ ◀──Granted─────────┘
 *                             ▼
 *                           NameMap   own Part, written here only ──Delta──▶ all other nodes
 *                                     their Parts, merged        ◀──Delta──
 *                                     name → holder: the oldest grant
 * </pre>
 *
 * <p>Start at {@link moonlet.registry.Names}.
 */
package moonlet.registry;
