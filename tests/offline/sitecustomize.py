"""Refuses every connection that leaves this machine: Python imports it at its start while this
folder is on PYTHONPATH.

The tests put it there, so that it holds for them and for every Python that they start: commands,
notebooks, workers."""

import socket

HERE = {"localhost", "127.0.0.1", "::1", ""}


class NetworkError(AssertionError):
    pass


def refusing(method):
    def connect(self, address, *rest):
        if isinstance(address, tuple) and address[0] not in HERE:
            raise NetworkError(f"the network was asked for: {address}")
        return method(self, address, *rest)

    return connect


def resolve(host, *rest, method=socket.getaddrinfo, **options):
    if (host or "") not in HERE:
        raise NetworkError(f"the network was asked for: {host}")
    return method(host, *rest, **options)


socket.socket.connect = refusing(socket.socket.connect)
socket.socket.connect_ex = refusing(socket.socket.connect_ex)
socket.getaddrinfo = resolve
