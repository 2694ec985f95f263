package moonlet.node.sim;

/** How often processes do what: weights. */
record Mix(int send, int burst, int monitor, int link, int spawn, int end) {
    static final Mix EVEN = new Mix(30, 5, 20, 20, 10, 10);
    static final Mix RELATIONS = new Mix(10, 0, 35, 40, 0, 15);
    static final Mix SPAWNS = new Mix(5, 0, 20, 20, 45, 10);
    static final Mix BURSTS = new Mix(20, 40, 20, 20, 0, 0);

    int total() {
        return send + burst + monitor + link + spawn + end;
    }
}
