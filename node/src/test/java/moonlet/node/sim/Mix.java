package moonlet.node.sim;

/** How often processes do what: weights. */
record Mix(int send, int burst, int monitor, int link, int spawn, int end, int name) {
    static final Mix EVEN = new Mix(30, 5, 20, 20, 10, 10, 15);
    static final Mix RELATIONS = new Mix(10, 0, 35, 40, 0, 15, 0);
    static final Mix SPAWNS = new Mix(5, 0, 20, 20, 45, 10, 0);
    static final Mix BURSTS = new Mix(20, 40, 20, 20, 0, 0, 5);
    static final Mix NAMES = new Mix(10, 0, 5, 5, 5, 15, 80);

    int total() {
        return send + burst + monitor + link + spawn + end + name;
    }
}
