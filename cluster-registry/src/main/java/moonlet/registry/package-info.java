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
 * <p>Names that may never have two holders go another way:
 *
 * <pre>
 *   a process claims ──▶ AgreedNames ──Bid──▶ all members' AgreedNames: one promise per name
 *                            │ ◀──Promised──────────┘
 *                            ▼ more than half of the Electorate
 *                          NameMap ──Delta──▶ all other nodes
 * </pre>
 *
 * <p>Start at {@link moonlet.registry.Names} or {@link moonlet.registry.AgreedNames}.
 */
package moonlet.registry;
