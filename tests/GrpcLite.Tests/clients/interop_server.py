"""Runs the interop service of grpc's Python tests on loopback only: theirs listens everywhere. Argument: the port."""
import sys

from src.proto.grpc.testing import test_pb2_grpc
from tests.interop import service
from tests.unit import test_common

server = test_common.test_server()
test_pb2_grpc.add_TestServiceServicer_to_server(service.TestService(), server)
server.add_insecure_port(f"127.0.0.1:{sys.argv[1]}")
server.start()
server.wait_for_termination()
