package moonlet.node;

/** One process host of a node: how many processes it runs, and how many it may. */
public record HostView(String id, int processes, int processesMax) {}
