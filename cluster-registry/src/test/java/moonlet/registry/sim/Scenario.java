package moonlet.registry.sim;

/** What goes wrong while processes register names. */
enum Scenario {
    STEADY(0, 0, 0),
    JOINS(0, 0, 8),
    PARTITIONS(20, 0, 0),
    CRASHES(0, 6, 0),
    RESTARTS(0, 8, 16),
    EVERYTHING(12, 5, 10),

    /**
     * Of five nodes one does not reach two others for long, and the two that all reach are lost.
     */
    LONG_CUT(0, 30, 0);

    /** Of a thousand steps, how often two nodes stop or begin to reach each other. */
    final int cutPerMille;

    /** How often a node dies. */
    final int crashPerMille;

    /** How often a node joins: a new one, or one that has died. */
    final int joinPerMille;

    Scenario(int cutPerMille, int crashPerMille, int joinPerMille) {
        this.cutPerMille = cutPerMille;
        this.crashPerMille = crashPerMille;
        this.joinPerMille = joinPerMille;
    }
}
