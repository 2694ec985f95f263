package moonlet.node.cluster;

/** What the cluster tells a node of the singletons that it is to run. */
public interface Tenure {
    /** From here on this node runs the singleton, and no other does; it may be on loan. */
    void begin(String singleton);

    /**
     * This node is to run the singleton no more.
     *
     * @param ended run once its process has ended, also at once; must not wait
     */
    void end(String singleton, Runnable ended);
}
