/**
 * Reads an application folder and the configuration of a node, and reports every mistake in them at
 * once, with file, line and entry. Nothing in here runs Lua or starts anything.
 *
 * <pre>
 *   moonlet.yaml ──▶ ConfigurationReader ──▶ Configuration ─────────────┐ overrides, limits
 *                                                                       ▼
 *   *.yaml ──Folder──▶ YamlFile ──Tree──▶ HeaderReader ──Definition──▶ Loader
 *                      (places)           (namespace)                   │
 *       *.lua ──Sources──▶ CodeReader ◀──FieldReader── EntryReader ◀────┤
 *                              │                                        │ Entry
 *                              └─▶ Chunk           References, Imports ◀┘
 *                                                          │
 *                                        Loaded: Application, problems, warnings
 *
 *   FolderState (has anything changed?) ──▶ Loader once more ──▶ Reloaded: what runs, with new code
 * </pre>
 *
 * <p>Start at {@link moonlet.node.app.Loader}; what others see of an application is {@link
 * moonlet.node.app.Application} and {@link moonlet.node.app.Entry}.
 */
package moonlet.node.app;
