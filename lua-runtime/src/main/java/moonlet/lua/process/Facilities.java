package moonlet.lua.process;

/**
 * What a node has for all its processes together, as one process sees it. Calls return at once;
 * they are made while {@link Pinned}.
 */
public interface Facilities {
    /** The store of the entry {@code id}, which is the same for all processes; null for none. */
    KeyStore store(String id);

    /** The events of this node. */
    EventBus events();

    /** The entries of the application. */
    Entries entries();

    /** The variables that the application declares. */
    Variables variables();

    /** This node, and those that it is in a cluster with. */
    Topology topology();
}
