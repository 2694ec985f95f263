package moonlet.node.app;

/** What the environment and the command line can say about a node. */
public enum Setting {
    NODE_NAME("MOONLET_NODE_NAME", "--name"),
    LISTEN("MOONLET_LISTEN", "--listen"),
    SEEDS("MOONLET_SEEDS", "--seed"),
    DISCOVERY_DNS("MOONLET_DISCOVERY_DNS", "--discovery-dns"),
    CONTACT_POINTS("MOONLET_CONTACT_POINTS", "--contact-points"),
    TLS_CERTIFICATE("MOONLET_TLS_CERTIFICATE", ""),
    TLS_KEY("MOONLET_TLS_KEY", ""),
    TLS_CA("MOONLET_TLS_CA", ""),
    HOSTS("MOONLET_HOSTS", "--host"),
    LINK_PORT("MOONLET_LINK_PORT", "--link-port"),
    SPREAD("MOONLET_SPREAD", "--spread"),
    ADMIN("MOONLET_ADMIN_LISTEN", "--admin"),
    ADMIN_TLS("MOONLET_ADMIN_TLS", ""),
    ADMIN_TOKEN_FILE("MOONLET_ADMIN_TOKEN_FILE", ""),
    TETHER("MOONLET_TETHER", ""),
    STRICT_MODE("MOONLET_STRICT_MODE", ""),
    SHUTDOWN_TIMEOUT("MOONLET_SHUTDOWN_TIMEOUT", ""),
    LOG_FORMAT("MOONLET_LOG_FORMAT", "--log-format");

    private final String variable;
    private final String flag;

    Setting(String variable, String flag) {
        this.variable = variable;
        this.flag = flag;
    }

    /** The variable of the environment. */
    public String variable() {
        return variable;
    }

    /** The option of {@code moonlet run}; empty where there is none. */
    public String flag() {
        return flag;
    }
}
