#include "os/agent.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace almirah::os {

namespace {

constexpr int patience_seconds = 120;

class Socket {
public:
    explicit Socket(const std::string& path) : path_(path), descriptor_(connected(path)) {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() { close(descriptor_); }

    void send_all(const std::string& bytes) const {
        for (std::size_t at = 0; at < bytes.size();) {
            const auto sent = send(descriptor_, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
            if (sent < 0 && errno == EINTR) continue;
            if (sent <= 0) broken();
            at += std::size_t(sent);
        }
    }
    std::string receive(std::size_t count) const {
        std::string bytes(count, '\0');
        for (std::size_t at = 0; at < count;) {
            const auto got = recv(descriptor_, bytes.data() + at, count - at, 0);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) broken();
            at += std::size_t(got);
        }
        return bytes;
    }
    [[noreturn]] void broken() const {
        throw Error(Code::io, "the agent at " + quoted(path_) +
                                  " does not answer as an agent does; look at SSH_AUTH_SOCK and ssh-add -l");
    }

private:
    static int connected(const std::string& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.size() >= sizeof address.sun_path)
            throw Error(Code::invalid_argument, "the path of the agent's socket is too long");
        std::memcpy(address.sun_path, path.data(), path.size());
        const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (descriptor < 0) throw_errno(errno, "make a socket for", path);
        const timeval patience{patience_seconds, 0};
        (void)setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        (void)setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
            return descriptor;
        const int error = errno;
        close(descriptor);
        if (error == ECONNREFUSED || error == ENOENT)
            throw Error(Code::not_found, "no agent listens at " + quoted(path) +
                                             "; start ssh-agent, and add the key with ssh-add");
        throw_errno(error, "reach the agent at", path);
    }

    std::string path_;
    int descriptor_;
};

} // namespace

std::string ask_socket(const std::string& path, const std::string& message, std::size_t longest) {
    const Socket socket(path);
    socket.send_all(message);
    std::size_t size = 0;
    for (const char byte : socket.receive(4))
        size = size << 8 | static_cast<unsigned char>(byte);
    if (size == 0 || size > longest) socket.broken();
    return socket.receive(size);
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

} // namespace almirah::os
