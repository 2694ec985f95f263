/**
 * The image of Moonlet, as its users run it: three nodes in three containers. They are killed,
 * paused, cut off and replaced, and what the others see of that is asked of their admin API and
 * read in their logs. Needs Docker, so all of it has the tag {@code containers} and runs in the
 * profile of that name, against the image {@code moonlet} that {@code deploy/image} builds.
 *
 * <pre>
 *   a test ──▶ ContainerCluster ──▶ NodeContainer ──▶ Docker
 *     │                │
 *     │                └─▶ Admin: HTTP with the node in the container
 *     └─▶ SystemTimes: what was measured, in target/system-times.txt; no test asserts it closely
 * </pre>
 *
 * Start at {@link moonlet.deploy.ContainerCluster}.
 */
package moonlet.deploy;
